package parley.dossier;

import java.util.Map;

/** Makes the test vectors, always the same ones: valid files, and one per way of being invalid. */
final class Vectors {
  private Vectors() {}

  static Map<String, VectorBook.Vector> all() {
    VectorBook book = new VectorBook();
    FileVectors files = new FileVectors(book);
    files.valid();
    new FormVectors(book).write();
    new LinkVectors(book).write();
    new PersonVectors(book).write();
    new RuleVectors(book).write();
    new KeyVectors(book).write();
    new DeviceVectors(book).write();
    new StrictVectors(book).write();
    files.files();
    return book.all;
  }
}
