/**
 * Where the reader is in the log: at its end, and then it follows what comes; or somewhere above,
 * and then nothing that is added or edited moves what they read.
 */

const nearEndPx = 90;

/**
 * Watches `scroller` with the messages in `list`; `toEnd` is the round button that leads down and
 * counts what came below.
 */
export function createReadingPlace({ scroller, list, toEnd }) {
  const place = { atEnd: true, below: 0 };
  const scrollToEnd = (behavior = 'instant') =>
    scroller.scrollTo({ top: scroller.scrollHeight, behavior });
  const follow = () => {
    if (place.atEnd) scrollToEnd();
  };
  const showBelow = () => {
    toEnd.hidden = place.atEnd;
    toEnd.dataset.count = place.below > 0 ? String(place.below) : '';
  };
  scroller.addEventListener('scroll', () => {
    place.atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEndPx;
    if (place.atEnd) place.below = 0;
    showBelow();
  });
  const observer = new ResizeObserver(follow);
  observer.observe(list);
  observer.observe(scroller);
  toEnd.addEventListener('click', () => scrollToEnd('smooth'));
  return {
    /** Goes to the end and stays there. */
    goToEnd() {
      place.atEnd = true;
      place.below = 0;
      showBelow();
      scrollToEnd();
    },
    /** One more message below; counted where the reader is above. */
    cameBelow() {
      if (!place.atEnd) place.below += 1;
      showBelow();
      follow();
    },
    /** Does `change` to the list while the first message in view stays where it is. */
    keep(change) {
      const seen = place.atEnd ? undefined : firstInView(scroller, list);
      const beforePx = seen?.getBoundingClientRect().top;
      change();
      if (seen?.isConnected) scroller.scrollTop += seen.getBoundingClientRect().top - beforePx;
      follow();
    },
  };
}

function firstInView(scroller, list) {
  const topPx = scroller.getBoundingClientRect().top;
  return [...list.children].find((node) => node.getBoundingClientRect().bottom > topPx);
}
