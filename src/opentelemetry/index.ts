export { type InstrumentOptions, instrumentMail } from './instrument.js';
