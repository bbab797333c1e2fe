/** What is behind a property of one object. */
export interface Behind {
  get(): unknown;
  set(value: unknown): void;
}

/**
 * Makes a property with a getter and a setter that any number of objects can have. They are the same
 * two functions for all: of the second object that gets others by the same name V8 makes a
 * dictionary, and Nodemailer reads its options some twenty times for a message.
 *
 * @returns Puts the property on an object. It looks like any other, and copies of the object get its
 *   value.
 */
export function sharedAccessor(name: string): (target: object, behind: Behind, enumerable?: boolean) => void {
  const own = Symbol(name);
  const descriptor = {
    configurable: true,
    get(this: { readonly [own]: Behind }) {
      return this[own].get();
    },
    set(this: { readonly [own]: Behind }, value: unknown) {
      this[own].set(value);
    },
  };
  return (target, behind, enumerable = true) => {
    Object.defineProperty(target, own, { value: behind, configurable: true });
    Object.defineProperty(target, name, { ...descriptor, enumerable });
  };
}
