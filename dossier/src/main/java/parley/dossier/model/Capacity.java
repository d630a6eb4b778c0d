package parley.dossier.model;

/** Whether a delegation's consent is needed. */
public enum Capacity {
  PARTY,
  /** A mediator: may propose and object on the record; binds and blocks nothing. */
  GOOD_OFFICES;

  /** The format's word. */
  public String word() {
    return this == PARTY ? "party" : "good-offices";
  }
}
