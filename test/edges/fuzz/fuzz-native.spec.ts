import { formats } from './formats.js';
import { fuzzFormats } from './fuzz.js';

fuzzFormats(formats().filter(({ source }) => source.id === 'native'));
