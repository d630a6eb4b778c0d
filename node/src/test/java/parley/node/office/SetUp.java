package parley.node.office;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import parley.node.Browser;
import parley.node.NodeUnderTest;
import parley.node.TestPasskey;

/** Does over the pages what people do who set up a node from an empty folder. */
public final class SetUp {
  private static final Pattern LINK =
      Pattern.compile("http://([a-z.-]+)\\.localhost:\\d+/join#([A-Za-z0-9_-]+)");

  private final NodeUnderTest node;
  private final Random random = new Random(11);
  private final Map<String, TestPasskey> passkeys = new HashMap<>();

  /**
   * An invitation as its page shows it.
   *
   * @param person such as {@code anna.norland}
   * @param secret what stands behind the {@code #}
   */
  public record Invitation(String person, String secret) {
    static Invitation on(Browser page) {
      Matcher link = LINK.matcher(page.text());
      assertThat(link.find()).as("a link on the page:\n" + page.text()).isTrue();
      return new Invitation(link.group(1), link.group(2));
    }
  }

  public SetUp(NodeUnderTest node) {
    this.node = node;
  }

  /** A browser in which the operator has signed in. */
  public Browser operator() {
    Browser operator = node.browser("").open("/operator");
    operator.submit("/operator", Map.of("token", node.operatorSecret()));
    assertThat(operator.status()).isEqualTo(303);
    return operator.open("/");
  }

  /** The operator makes a delegation; its first administrator's invitation. */
  public Invitation delegation(Browser operator, String name, String administrator) {
    operator.open("/delegations/add");
    operator.submit(
        "/delegations/add",
        Map.of(
            "delegation-en",
            name,
            "delegation-ru",
            name,
            "language",
            "en",
            "zone",
            "Europe/Lisbon",
            "name-en",
            administrator,
            "name-ru",
            administrator,
            "office-en",
            "Administrator",
            "office-ru",
            "Администратор"));
    assertThat(operator.status()).as(operator.text()).isEqualTo(303);
    return Invitation.on(operator.open(operator.header("Location")));
  }

  /** Somebody comes by an invitation and makes a passkey; her browser, signed in. */
  public Browser join(Invitation invitation) {
    Browser browser = node.browser(invitation.person()).open("/join");
    browser.submit("/join", Map.of("token", invitation.secret()));
    assertThat(browser.status()).as(browser.text()).isEqualTo(200);
    TestPasskey passkey = new TestPasskey(random, browser.origin());
    passkeys.put(invitation.person(), passkey);
    Map<String, String> fields =
        new HashMap<>(passkey.makingOf(TestPasskey.options(browser.text())));
    fields.put("token", invitation.secret());
    browser.submit("/join/passkey", fields);
    assertThat(browser.status()).as(browser.text()).isEqualTo(303);
    return browser.open("/");
  }

  /** The passkey that she made. */
  public TestPasskey passkey(String person) {
    return passkeys.get(person);
  }

  /** An administrator adds a person; her invitation. */
  public Invitation invite(Browser administrator, String name, String... roles) {
    administrator.open("/people/add");
    Map<String, String> fields = new HashMap<>();
    for (String language : new String[] {"en", "ru"}) {
      fields.put("name-" + language, name);
      fields.put("office-" + language, "Adviser");
    }
    for (String role : roles) {
      fields.put(role.equals("administrator") ? role : "role", role);
    }
    administrator.submit("/people/add", fields);
    assertThat(administrator.status()).as(administrator.text()).isEqualTo(303);
    return Invitation.on(administrator.open(administrator.header("Location")));
  }
}
