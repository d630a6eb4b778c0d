package parley.e2e.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/**
 * An authenticator of Chromium's own in place of a finger on a sensor: real passkeys, for the pages
 * that one tab opens. WebAuthn level 2, section 11.
 */
public final class VirtualAuthenticator {
  private final CDPSession session;
  private final String id;

  private VirtualAuthenticator(CDPSession session, String id) {
    this.session = session;
    this.id = id;
  }

  /** Gives {@code page} one that is always touched. */
  public static VirtualAuthenticator of(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject parameters = new JsonObject();
    parameters.add("options", options);
    JsonObject added = session.send("WebAuthn.addVirtualAuthenticator", parameters);
    return new VirtualAuthenticator(session, added.get("authenticatorId").getAsString());
  }

  /** Whether its person is recognised from now on; if not, each touch fails. */
  public void recognises(boolean person) {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("authenticatorId", id);
    parameters.addProperty("isUserVerified", person);
    session.send("WebAuthn.setUserVerified", parameters);
  }
}
