package parley.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import parley.node.demo.CastPage;
import parley.node.demo.House;
import parley.node.line.LinePages;
import parley.node.line.LineTalks;
import parley.node.line.NodeLines;
import parley.node.line.PressLines;
import parley.node.line.TestLines;
import parley.node.office.Administration;
import parley.node.office.FreshLinks;
import parley.node.office.OfficePages;
import parley.node.operator.OperatorPages;
import parley.node.people.Challenges;
import parley.node.people.SignInLimits;
import parley.node.people.pages.PasskeyPages;
import parley.node.people.pages.PasskeySignIn;
import parley.node.people.pages.SignInPages;
import parley.node.press.PressOffice;
import parley.node.press.PressOffices;
import parley.node.room.RoomPages;
import parley.node.talk.Arranging;
import parley.node.talk.Signing;
import parley.node.talk.TalkService;
import parley.node.web.Feature;
import parley.node.web.Place;

/** All that people can reach on a node, and of what it is made. */
record NodeFeatures(
    Foundation foundation,
    Administration administration,
    TalkService talks,
    NodeLines lines,
    TestLines tests,
    RoomPages rooms,
    PressOffices press,
    Optional<House> demo) {

  /** Opens the press office on the way. A new feature is added here. */
  List<Feature> all() {
    PressOffice office =
        press.open(talks, foundation.clock(), foundation.random(), foundation.random());
    watchOtherPressRooms();
    LineTalks abroad = new LineTalks(lines, tests, talks, foundation.people(), foundation.clock());
    Signing signing =
        new Signing(talks, foundation.passkeys(), foundation.clock(), foundation.random());
    FreshLinks fresh = new FreshLinks(foundation.clock());
    List<Feature> features = new ArrayList<>();
    features.add(new SignInPages(foundation.people(), foundation.signIns()));
    features.add(passkeySignIn());
    features.add(passkeys());
    features.add(arranging(signing, office, abroad));
    features.add(linePages(abroad));
    features.add(rooms);
    features.add(press.desk(office, talks, signing));
    features.add(press.site());
    demo.ifPresent(house -> features.add(cast(house)));
    features.add(office(fresh));
    if (demo.isEmpty()) { // a demo has nobody to look after: its people are invented
      features.add(operator(fresh));
    }
    return features;
  }

  private void watchOtherPressRooms() {
    press.watch(
        talks,
        new PressLines(
            lines, slug -> foundation.ground().addresses().origin(new Place.PressRoom(slug))),
        foundation.clock());
  }

  private PasskeySignIn passkeySignIn() {
    return new PasskeySignIn(
        foundation.signIns(), foundation.passkeys(), new SignInLimits(foundation.clock()));
  }

  private PasskeyPages passkeys() {
    return new PasskeyPages(
        foundation.database(),
        foundation.personKeys(),
        foundation.passkeys(),
        foundation.audit(),
        foundation.clock());
  }

  private Arranging arranging(Signing signing, PressOffice office, LineTalks abroad) {
    return new Arranging(
        talks,
        signing,
        foundation.people(),
        foundation.ground().live(),
        foundation.clock(),
        new Challenges(foundation.clock(), foundation.random()),
        press.publicNow(),
        press.moves(office),
        press.clearance(office),
        abroad);
  }

  private LinePages linePages(LineTalks abroad) {
    return new LinePages(
        lines, tests, abroad, talks, foundation.ground().live(), foundation.clock());
  }

  private CastPage cast(House house) {
    return new CastPage(
        house,
        foundation.people(),
        foundation.signIns(),
        talks,
        foundation.ground().addresses(),
        foundation.ground().live());
  }

  /** The pages of those who look after a delegation's people. */
  private OfficePages office(FreshLinks fresh) {
    return new OfficePages(
        new OfficePages.Needs(
            administration,
            fresh,
            foundation.people(),
            foundation.personKeys(),
            foundation.passkeys(),
            foundation.invitations(),
            foundation.signIns(),
            foundation.audit(),
            talks,
            foundation.ground().addresses(),
            foundation.ground().live(),
            foundation.clock()));
  }

  private OperatorPages operator(FreshLinks fresh) {
    return new OperatorPages(
        new OperatorPages.Needs(
            administration,
            fresh,
            foundation.people(),
            foundation.invitations(),
            foundation.operators(),
            foundation.ground().addresses()));
  }
}
