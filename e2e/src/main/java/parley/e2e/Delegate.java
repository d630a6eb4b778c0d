package parley.e2e;

/** The twelve people of the reference scenario. */
public enum Delegate {
  HELEN("helen.norland", "Helen Marsh"),
  ANNA("anna.norland", "Anna Whitfield"),
  PETER("peter.norland", "Peter Lowe"),
  CLARA("clara.norland", "Clara Voss"),
  RUTH("ruth.norland", "Ruth Adler"),
  TOM("tom.norland", "Tom Hale"),
  VIKTOR("viktor.sudria", "Viktor Orlov"),
  MARIA("maria.sudria", "Maria Levina"),
  PAVEL("pavel.sudria", "Pavel Zorin"),
  NINA("nina.sudria", "Nina Gromova"),
  OLEG("oleg.sudria", "Oleg Somov"),
  IRINA("irina.sudria", "Irina Belykh");

  private final String host;
  private final String englishName;

  Delegate(String host, String englishName) {
    this.host = host;
    this.englishName = englishName;
  }

  /** The first part of her host name, which is also her id in the room. */
  public String host() {
    return host;
  }

  /** Her side. */
  public String delegation() {
    return host.substring(host.indexOf('.') + 1);
  }

  public String englishName() {
    return englishName;
  }
}
