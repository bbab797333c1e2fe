import { AsyncLocalStorage } from 'node:async_hooks';
import { type Context, context } from '@opentelemetry/api';

/**
 * The active context in the form that a channel can be bound to. OpenTelemetry keeps its own store to
 * itself; this one hands on to it.
 *
 * Node 26.1 and newer enter bound stores by another method, `withScope`, which version 1.9 of
 * OpenTelemetry's API has no counterpart for: there the context stays as it was, and nothing else
 * changes.
 */
export class ActiveContext extends AsyncLocalStorage<Context> {
  override run<R, A extends unknown[]>(active: Context, callback: (...args: A) => R, ...args: A): R {
    return context.with(active, () => callback(...args));
  }
}
