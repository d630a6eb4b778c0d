/**
 * A side's press office: drafts that stay its own, the judgement whether a draft says no more than
 * the disclosure in force, the release of a statement, and the public projection that the press
 * rooms read. A released statement is signed by the statement key; its hash goes into the talk's
 * dossier.
 */
package parley.node.press;
