/**
 * Reads typed words for what they tell of a talk. Pure: no clock, no files, and no word of it
 * leaves. Its rules and how often they fail: docs/RECOGNISER.md.
 */
package parley.node.press.recogniser;
