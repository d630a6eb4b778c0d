/**
 * What may be said of a talk's date, and in which words. Pure: the instant of release, the zone and
 * the rule of weeks are parameters.
 *
 * <p>An agreed instant is first made coarse ({@link parley.dossier.disclosure.DisclosedDate}) and
 * only then put into words ({@link parley.dossier.disclosure.DateWords}): the words cannot depend
 * on what the coarse value no longer holds.
 */
package parley.dossier.disclosure;
