import { readFileSync } from 'node:fs';

const { exports: entries } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** The entries of the package, as package.json names them: a new one is documented by itself. */
const entryPoints = Object.values(entries)
  .filter((entry) => entry.default !== undefined)
  .map((entry) => entry.default.types.replace('./dist/', '../src/').replace(/\.d\.ts$/, '.ts'));

/** @type {Partial<import('typedoc').TypeDocOptions>} */
export default {
  name: 'nodemailer-smtp-errors',
  entryPoints,
  tsconfig: '../src/tsconfig.json',
  out: '../.artifacts/api',
  readme: 'none',
  disableSources: true,
  treatWarningsAsErrors: true,
  validation: { notDocumented: true },
  requiredToBeDocumented: ['Module', 'Class', 'Function', 'Interface', 'Method', 'TypeAlias', 'Variable'],
  // Shapes that nobody has to name: what wrapTransport takes, what its types and those of a record are made of.
  intentionallyNotExported: [
    'TransporterLike',
    'TransportLike',
    'WrappedLike',
    'WrappedSendMail',
    'SmtpInfo',
    'RecipientsTold',
    'RefusalsTold',
    'ErrorIn',
    'FieldName',
    'FieldValue',
    'recordLevels',
  ],
};
