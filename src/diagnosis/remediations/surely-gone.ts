/** Rules that go by a word or two, which may be said of something else. */
const VAGUE = /^(?:learned\.|fallback\.|recipient\.unknown-does-not-exist$)/;

const MAILBOX =
  /\b(?:users?|mail ?box|recipients?|accounts?|address(?:ee)?|inbox|alias|e-?mail|benutzer|empfanger|empfänger|postfach|adresse|destinataire|utilisateur|usuario|usuário|destinatario|destinatário|buzon|buzón|utente|casella)\b/;
const GONE = /\b(?:not exist|n't exist|unknown|no such|not found|no mailbox|not known|invalid)\b/;
const SOMETHING_ELSE =
  /\b(?:ip|white ?list|black ?list|spf|dkim|mailer|lookup)\b|\bunknown (?:error|host|reason)\b/;
const FOR_NOW = /\btempor|\bmomentar|\bcurrently\b|\bbeing moved\b|\btry (?:again|later)\b/;

const MOST_TEXT = 2048;

/**
 * Whether a refusal says that there is no such mailbox. A bare "unknown" may be said of anything, and what is so
 * for now may be otherwise tomorrow.
 *
 * @param ruleId What decided that it is about a mailbox.
 * @param text What the server says, in small letters.
 */
export function isSurelyGone(ruleId: string, text: string): boolean {
  const words = text.slice(0, MOST_TEXT);
  if (FOR_NOW.test(words) || SOMETHING_ELSE.test(words)) return false;
  return !VAGUE.test(ruleId) || (MAILBOX.test(words) && GONE.test(words));
}
