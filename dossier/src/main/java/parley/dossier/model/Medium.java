package parley.dossier.model;

/** How a talk is held. */
public enum Medium {
  VIDEO,
  AUDIO;

  /** The format's word. */
  public String word() {
    return this == VIDEO ? "video" : "audio";
  }
}
