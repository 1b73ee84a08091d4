import { answersPages } from './answers-pages.js';
import type { Behaviour } from './behaviour.js';
import { findsAndFixes } from './finds-and-fixes.js';
import { followsThrough } from './follows-through.js';
import { joinsWhenCalled } from './joins-when-called.js';

/** The behaviours that are observed, in the order they are printed. */
export const OBSERVED_BEHAVIOURS: readonly Behaviour[] = [answersPages, joinsWhenCalled, findsAndFixes, followsThrough];
