package parley.node.room.group;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import parley.dossier.model.Digest;

/** A document on its way to this node, piece by piece. Any thread may look and close. */
public final class Arrival {
  private final DocumentCard card;
  private final Path partial;
  private final MessageDigest digest = Documents.sha256();
  private long arrived;
  private boolean isClosed;

  Arrival(DocumentCard card, Path partial) {
    this.card = card;
    this.partial = partial;
  }

  public DocumentCard card() {
    return card;
  }

  public synchronized long arrived() {
    return arrived;
  }

  /** Its group has ended, or it was given up. */
  public synchronized boolean isClosed() {
    return isClosed;
  }

  public synchronized boolean isWhole() {
    return arrived == card.size();
  }

  /** How long the piece is that comes next. */
  public synchronized int next() {
    return lengthFrom(arrived);
  }

  public int lengthFrom(long from) {
    return (int) Math.min(TalkDocuments.PIECE, card.size() - from);
  }

  /** What comes next. */
  public synchronized void add(byte[] piece) throws IOException {
    if (isClosed) {
      return;
    }
    StandardOpenOption how =
        arrived == 0 ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
    try (FileChannel out =
        FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
      ByteBuffer rest = ByteBuffer.wrap(piece);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      digest.update(piece);
      arrived += piece.length;
      if (arrived == card.size()) {
        out.force(true);
      }
    }
  }

  /** Puts it there if it is the one that was announced; otherwise nothing of it is left. */
  synchronized boolean moveTo(Path whole) throws IOException {
    boolean isRight =
        !isClosed
            && arrived == card.size()
            && Digest.ofHash(digest.digest()).value().equals(card.digest());
    if (isRight) {
      Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
    }
    close();
    return isRight;
  }

  synchronized void close() {
    isClosed = true;
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
