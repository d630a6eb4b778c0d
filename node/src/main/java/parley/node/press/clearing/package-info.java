/**
 * A side's chain of clearance: who must read a statement before its release, what they said of
 * which exact text, and where a draft stands by that. Knows drafts by name, revision and digest
 * only.
 */
package parley.node.press.clearing;
