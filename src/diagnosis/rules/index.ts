import type { BuiltInRule } from '../rule.js';
import { authRules } from './auth.js';
import { authCodeRules, codeRules } from './codes.js';

/** All built-in rules, in the order in which they are tried. */
export const builtInRules: readonly BuiltInRule[] = [...authRules, ...authCodeRules, ...codeRules];
