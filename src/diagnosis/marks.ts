import { concepts } from './lexicon/concepts.js';
import { type ProviderId, providers } from './providers.js';

/** Providers by the order in which the vocabulary numbers them, behind the concepts. */
export const providersInOrder: readonly ProviderId[] = Object.keys(providers).filter(isProviderId);

/** The number of the first clue of a rule, behind concepts and providers. */
export const firstClue = concepts.length + providersInOrder.length;

/** Whether `id` is one of {@link providers}. */
export function isProviderId(id: string): id is ProviderId {
  return Object.hasOwn(providers, id);
}

/** Whether a provider's mark is words; the others are machines' names or addresses of help pages. */
export function isSpoken(mark: string): boolean {
  return !/[./]/.test(mark);
}

/** Whether a mark of the vocabulary is a concept. */
export function isConcept(mark: number): boolean {
  return mark < concepts.length;
}

/** The provider that a mark of the vocabulary stands for. */
export function providerAt(mark: number): ProviderId | undefined {
  return providersInOrder[mark - concepts.length];
}
