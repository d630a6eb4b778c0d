package parley.line.io;

import parley.line.LineBook;
import parley.line.LineLog;
import parley.line.LineSettings;
import parley.line.Lines;

/** Lines over TLS. */
public final class TlsLines {
  private TlsLines() {}

  /** Listens, and answers nobody until an identity is served. */
  public static Lines start(LineSettings settings, LineBook book, LineLog log) {
    throw new UnsupportedOperationException("not yet");
  }
}
