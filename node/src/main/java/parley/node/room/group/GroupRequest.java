package parley.node.room.group;

import java.util.regex.Pattern;

/** What a page says about its room's group. Binary is base64url and opaque to the node. */
public sealed interface GroupRequest {
  /** She wants in with this leaf. */
  record KeyPackage(String keyPackage) implements GroupRequest {
    public KeyPackage {
      Form.binary(keyPackage, Form.MOST_KEY_PACKAGE);
    }
  }

  /** She still has her leaf, in this epoch. */
  record Resume(long generation, String group, long epoch) implements GroupRequest {
    public Resume {
      Form.place(generation, epoch);
      Form.binary(group, Form.MOST_GROUP);
    }
  }

  /** She made the group that was asked for. */
  record Create(long generation, String group, String groupInfo) implements GroupRequest {
    public Create {
      Form.place(generation, 0);
      Form.binary(group, Form.MOST_GROUP);
      Form.binary(groupInfo, Form.MOST_LARGE);
    }
  }

  /**
   * A step from an epoch to the next.
   *
   * @param welcome for whom it adds; empty when it adds nobody, or only its sender
   * @param groupInfo of the next epoch, for commits from outside
   */
  record Commit(
      long generation, String group, long epoch, String commit, String welcome, String groupInfo)
      implements GroupRequest {
    public Commit {
      Form.place(generation, epoch);
      Form.binary(group, Form.MOST_GROUP);
      Form.binary(commit, Form.MOST_LARGE);
      Form.binary(groupInfo, Form.MOST_LARGE);
      if (!welcome.isEmpty()) {
        Form.binary(welcome, Form.MOST_LARGE);
      }
    }
  }

  /**
   * She is in this epoch.
   *
   * @param mark what its keys look like: 16 hexadecimal digits that reveal nothing of them
   */
  record Reached(long generation, long epoch, String mark) implements GroupRequest {
    public Reached {
      Form.place(generation, epoch);
      Form.mark(mark);
    }
  }

  /** What she has is of no use. */
  record Lost() implements GroupRequest {}

  /**
   * For everybody in the group.
   *
   * @param id by which she knows it again
   */
  record Message(long generation, long epoch, String id, String message) implements GroupRequest {
    public Message {
      Form.place(generation, epoch);
      if (!Form.ID.matcher(id).matches()) {
        throw new IllegalArgumentException("id");
      }
      Form.binary(message, Form.MOST_MESSAGE);
    }
  }

  /** Its name on the wire. */
  default String type() {
    return switch (this) {
      case KeyPackage ignored -> "key-package";
      case Resume ignored -> "resume";
      case Create ignored -> "create";
      case Commit ignored -> "commit";
      case Reached ignored -> "reached";
      case Lost ignored -> "lost";
      case Message ignored -> "message";
    };
  }

  /** How long its JSON may be. */
  default int mostCharacters() {
    return switch (this) {
      case Create ignored -> Form.MOST_CHARACTERS;
      case Commit ignored -> Form.MOST_CHARACTERS;
      case Message ignored -> Form.MOST_MESSAGE + Form.AROUND;
      case KeyPackage ignored -> Form.MOST_KEY_PACKAGE + Form.AROUND;
      case Resume ignored -> Form.AROUND;
      case Reached ignored -> Form.AROUND;
      case Lost ignored -> Form.AROUND;
    };
  }

  /** What is looked at: how long things are, and in which letters. */
  final class Form {
    /** A commit of 32 members with hybrid keys, its welcome and group info are 360,000. */
    public static final int MOST_CHARACTERS = 512 * 1024;

    /** 24 kB. */
    static final int MOST_MESSAGE = 32 * 1024;

    static final int MOST_KEY_PACKAGE = 16 * 1024;
    static final int MOST_GROUP = 100;
    static final int MOST_LARGE = 400_000;
    static final int AROUND = 1024;
    static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Pattern MARK = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

    private Form() {}

    public static void mark(String text) {
      if (!MARK.matcher(text).matches()) {
        throw new IllegalArgumentException("mark");
      }
    }

    /** Of a person, within her delegation or on a node. */
    public static void name(String text) {
      if (!NAME.matcher(text).matches()) {
        throw new IllegalArgumentException("name");
      }
    }

    public static void place(long generation, long epoch) {
      if (generation < 1 || epoch < 0) {
        throw new IllegalArgumentException("generation or epoch");
      }
    }

    public static void group(String text) {
      binary(text, MOST_GROUP);
    }

    static void binary(String text, int most) {
      boolean isRight = !text.isEmpty() && text.length() <= most && text.length() % 4 != 1;
      if (!isRight || !text.chars().allMatch(Form::isLetter)) {
        throw new IllegalArgumentException("base64url");
      }
    }

    private static boolean isLetter(int letter) {
      return letter >= 'A' && letter <= 'Z'
          || letter >= 'a' && letter <= 'z'
          || letter >= '0' && letter <= '9'
          || letter == '-'
          || letter == '_';
    }
  }
}
