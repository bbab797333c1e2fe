const FARTHEST = 2;

/** ` Did you mean "explain"?`, or nothing where no known word is near. */
export function didYouMean(word: string, known: readonly string[]): string {
  const written = word.toLowerCase().slice(0, 40);
  const near = known
    .map((candidate) => ({ candidate, steps: distance(written, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, steps }) =>
        steps <= Math.min(FARTHEST, candidate.length - 1) || isStart(written, candidate),
    )
    .sort((a, b) => a.steps - b.steps)[0];
  return near ? ` Did you mean ${JSON.stringify(near.candidate)}?` : '';
}

function isStart(word: string, candidate: string): boolean {
  return word.replace(/^-+/, '').length > 1 && candidate.toLowerCase().startsWith(word);
}

/** How many letters have to be added, taken out, changed, or swapped with their neighbour. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    const above = rows[row - 1] ?? [];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(
        Math.min(
          (above[column] ?? 0) + 1,
          (current[column - 1] ?? 0) + 1,
          (above[column - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (rows[row - 2]?.[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    rows.push(current);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
