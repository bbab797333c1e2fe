/**
 * Puts the lines of a reply back on lines of their own, where a log or a bounce has them on one:
 * `550-5.1.1 No such user. 550 5.1.1 See https://…`. Any other text is returned as it is.
 */
export function splitJoined(text: string): string {
  const code = /^([2-5]\d\d)-/.exec(text)?.[1];
  return code === undefined ? text : text.replace(new RegExp(` (?=${code}[ -])`, 'g'), '\n');
}
