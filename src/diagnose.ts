/**
 * Everything that reads replies, without Nodemailer and without Node: for browsers, support tools
 * and log pipelines.
 *
 * @module nodemailer-smtp-errors/diagnose
 */
export type { Bounce, BounceAction, BouncedRecipient } from './bounce/bounce.js';
export { readBounce } from './bounce/read-bounce.js';
export { type Comparison, compare } from './compare/compare.js';
export type { Subject } from './compare/subject.js';
export { diagnose } from './diagnosis/diagnose.js';
export type {
  Audience,
  DiagnoseContext,
  Diagnosis,
  ErrorLike,
  Remediation,
  RetryAdvice,
} from './diagnosis/diagnosis.js';
export { type Phase, phases } from './diagnosis/phase.js';
export type { Provider } from './diagnosis/providers/provider.js';
export { type ProviderId, providers } from './diagnosis/providers.js';
export { type Disposition, type Kind, type Reason, type ReasonOf, reasons } from './diagnosis/reasons.js';
export type { Rule } from './diagnosis/rule.js';
export { type Explanation, explain, formatExplanation } from './explain/explain.js';
export { type Topics, topics } from './explain/topics.js';
export type { Facts, Note, Utterance } from './render/facts.js';
export { formatError } from './render/format-error.js';
export type { FormatOptions } from './render/layout.js';
export { compareReplies, type ReplyComparison } from './reply/compare-replies.js';
export { describeReply, type ReplyDescription } from './reply/describe-reply.js';
export { oftenComparedWith } from './reply/famous-pairs.js';
export { parseReply } from './reply/parse-reply.js';
export type { Reply } from './reply/reply.js';
