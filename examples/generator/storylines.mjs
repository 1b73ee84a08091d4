import { april } from './storylines/april.mjs';
import { february } from './storylines/february.mjs';
import { january } from './storylines/january.mjs';
import { june } from './storylines/june.mjs';
import { march } from './storylines/march.mjs';
import { may } from './storylines/may.mjs';
import { incidentOf } from './timeline.mjs';

/** All incidents of the half year in time order, numbered from FW-231. */
export const incidents = [...january, ...february, ...march, ...april, ...may, ...june].map((story, index) =>
  incidentOf(story, 231 + index),
);
