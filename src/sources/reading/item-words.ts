import type { ActionItemRecord } from '../../domain/record.js';

/** Words by which teams mark an issue of a general tracker as an action item of an incident, as whole words of a label or type. */
const ACTION_ITEM =
  /(?:^|-)(?:action-?items?|post-?mortems?|post-?incident|incident-(?:follow-?ups?|actions?|tasks?|remediations?)|(?:corrective|preventive)-actions?)(?:-|$)|^pir$/;

/** Whether any of the labels or type names says that the issue is an action item of an incident. */
export function saysActionItem(...words: readonly (string | null | undefined)[]): boolean {
  return words.some((word) => ACTION_ITEM.test(dashed(word ?? '')));
}

/** What a label must say for an item to be of that class. */
export const ITEM_CLASSES: Readonly<Record<string, NonNullable<ActionItemRecord['class']>>> = {
  prevent: 'prevent',
  prevention: 'prevent',
  preventive: 'prevent',
  detect: 'detect',
  detection: 'detect',
  detective: 'detect',
  mitigate: 'mitigate',
  mitigation: 'mitigate',
  mitigating: 'mitigate',
  process: 'process',
};

/**
 * The class that the labels name: the whole label, or what stands behind its last `:` or `/` (`class: prevent`). Labels that
 * name two classes name none.
 */
export function classIn<T extends string>(
  labels: readonly string[],
  words: Readonly<Record<string, T>>,
): T | undefined {
  const named = labels.map((label) => dashed(label.split(/[:/]/).at(-1) ?? ''));
  const classes = new Set(named.flatMap((word) => (Object.hasOwn(words, word) ? (words[word] ?? []) : [])));
  return classes.size === 1 ? [...classes][0] : undefined;
}

/** `Action Item`, `type/action_item` and `action-item` are written one way. */
function dashed(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
