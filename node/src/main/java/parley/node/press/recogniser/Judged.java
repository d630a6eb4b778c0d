package parley.node.press.recogniser;

/**
 * Some tokens and what they tell.
 *
 * @param next the token behind them
 */
record Judged(int first, int next, Mention.Kind kind, Mention.Verdict verdict) {}
