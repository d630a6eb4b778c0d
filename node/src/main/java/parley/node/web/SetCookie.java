package parley.node.web;

import java.time.Duration;

/**
 * A cookie for this host alone, out of reach of scripts.
 *
 * @param name of the cookie
 * @param value its content; empty to remove it
 * @param age how long the browser keeps it; zero removes it
 */
public record SetCookie(String name, String value, Duration age) {
  /** A cookie that goes away. */
  public static SetCookie removed(String name) {
    return new SetCookie(name, "", Duration.ZERO);
  }

  /** The value of the {@code Set-Cookie} header. Without Domain, so that it stays on its host. */
  String header() {
    return name + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Lax";
  }

  @Override
  public String toString() {
    return name + "=[redacted]";
  }
}
