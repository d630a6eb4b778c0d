package parley.node.web;

import java.time.Duration;
import parley.node.people.Secret;

/** The cookie by which a browser shows that somebody is signed in on its host. */
public final class SessionCookie {
  static final String NAME = "parley_session";

  private SessionCookie() {}

  /** The cookie that begins a session. */
  public static SetCookie of(Secret session, Duration age) {
    return new SetCookie(NAME, session.reveal(), age);
  }

  /** The cookie that ends it. */
  public static SetCookie removed() {
    return SetCookie.removed(NAME);
  }
}
