import { hosters } from './providers/hosters.js';
import { mailboxProviders } from './providers/mailboxes.js';
import { sendingServices } from './providers/sending-services.js';

/**
 * Every provider that the diagnosis knows, by its id.
 *
 * @example
 * ```ts
 * if (error.provider) console.error(`${providers[error.provider].name} refused the login`);
 * ```
 */
export const providers = { ...mailboxProviders, ...hosters, ...sendingServices } as const;

/** A provider that the diagnosis knows, `'gmail'`. */
export type ProviderId = keyof typeof providers;
