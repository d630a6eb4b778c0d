/**
 * What the public can know: released statements, their pictures and the delegations' press rooms,
 * as immutable records. Everything here was released; nothing here knows of talks, drafts, people's
 * accounts or storage. It depends on the JDK, the words' languages and a JSON reader only, which
 * the build checks.
 */
package parley.node.press.publicview;
