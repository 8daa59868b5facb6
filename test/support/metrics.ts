/** Reads metrics as Prometheus would, for tests. */

/** The value of each series of a page, by its name and labels as they are written there. */
export function readPage(page: string): Map<string, number> {
  const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}
