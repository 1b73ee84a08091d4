import { sourceById } from '../../../src/sources/index.js';
import { formats } from './formats.js';
import { fuzzFormats } from './fuzz.js';

fuzzFormats(formats().filter(({ source }) => sourceById(source.id) === undefined));
