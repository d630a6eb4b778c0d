/**
 * The rules of the house that a compiler does not know: who may import whom, what a pure module may
 * not call, how long a method may be. {@code ./parley check} runs them alone; they start nothing.
 */
package parley.house;
