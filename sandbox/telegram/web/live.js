/** A stream of server-sent events that comes back by itself, and says whether it is there. */

const firstPauseMs = 500;
const longestPauseMs = 8000;

/**
 * Opens the stream at `path`.
 * `kinds` are the event names to listen for; each event's data is handed to `onEvent(data, kind)`.
 * `onState` gets `connecting`, `open` or `lost`. `onOpen` is called each time the stream opens:
 * what happened before is not in it and has to be read.
 */
export function openLive({ path, kinds, onEvent, onState, onOpen }) {
  let pauseMs = firstPauseMs;
  const connect = () => {
    const source = new EventSource(path);
    for (const kind of kinds) {
      source.addEventListener(kind, (event) => onEvent(JSON.parse(event.data), kind));
    }
    source.onopen = () => {
      pauseMs = firstPauseMs;
      onState('open');
      onOpen();
    };
    source.onerror = () => {
      onState('lost');
      source.close();
      setTimeout(connect, pauseMs);
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    };
  };
  onState('connecting');
  connect();
}
