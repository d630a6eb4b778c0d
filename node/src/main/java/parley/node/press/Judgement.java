package parley.node.press;

import java.util.ArrayList;
import java.util.List;
import parley.dossier.model.DateLevel;
import parley.dossier.model.DelegationId;
import parley.dossier.model.Matter;
import parley.dossier.model.Subject;
import parley.dossier.model.Voice;
import parley.dossier.state.MatterState;
import parley.dossier.state.Permission;
import parley.dossier.state.TalkState;

/** Whether a side may say alone what a draft asks, by the disclosure in force. Pure. */
final class Judgement {
  private Judgement() {}

  /** All that stands against it; empty when it may be said. */
  static List<Objection> of(List<Asked> asked, TalkState talk, DelegationId speaker) {
    List<Objection> objections = new ArrayList<>();
    if (talk.closed() || talk.frozen()) {
      objections.add(new Objection.TalkStopped());
    }
    for (Asked each : asked) {
      Permission permission = talk.permission(each.subject());
      if (each.subject() == Subject.Plain.EXISTENCE) {
        judgeContact(permission, talk, speaker, objections);
      } else if (each.subject() == Subject.Plain.DATE) {
        judgeDate(each.level(), permission, talk, speaker, objections);
      } else if (!isOwnProposal(each.subject(), permission, talk, speaker)) {
        judgeVoice(permission, speaker, objections);
      }
    }
    return objections;
  }

  /**
   * That contact is possible either side may say, until a term says otherwise or wants silence on
   * the date.
   */
  private static void judgeContact(
      Permission existence, TalkState talk, DelegationId speaker, List<Objection> objections) {
    if (existence.term().isPresent()) {
      judgeVoice(existence, speaker, objections);
    } else if (talk.permission(Subject.Plain.DATE).voice() == Voice.Shared.NOBODY) {
      objections.add(new Objection.Silent(Subject.Plain.EXISTENCE));
    }
  }

  private static void judgeDate(
      DateLevel wanted,
      Permission permission,
      TalkState talk,
      DelegationId speaker,
      List<Objection> objections) {
    int before = objections.size();
    judgeVoice(permission, speaker, objections);
    if (objections.size() == before && !permission.level().allows(wanted)) {
      objections.add(new Objection.TooFine(wanted, permission.level()));
    }
    if (talk.inForce(Matter.TIME).isEmpty()) {
      objections.add(new Objection.NoDateAgreed(wanted));
    }
  }

  private static void judgeVoice(
      Permission permission, DelegationId speaker, List<Objection> objections) {
    if (permission.voice().alone(speaker)) {
      return;
    }
    Subject subject = permission.subject();
    objections.add(
        switch (permission.voice()) {
          case Voice.Side ignored -> new Objection.NotOurVoice(subject);
          case Voice.Shared shared ->
              switch (shared) {
                case JOINTLY -> new Objection.OnlyJointly(subject);
                case NOBODY ->
                    permission.term().isPresent()
                        ? new Objection.Silent(subject)
                        : new Objection.Undisclosed(subject);
                case EITHER -> throw new IllegalStateException("either side may speak alone");
              };
        });
  }

  /** By default a side may state its own proposal as its own, until a term says otherwise. */
  private static boolean isOwnProposal(
      Subject subject, Permission permission, TalkState talk, DelegationId speaker) {
    if (permission.term().isPresent()) {
      return false;
    }
    return switch (subject) {
      case Subject.Item(var item) -> isOnlyOurs(talk.matter(Matter.item(item)), speaker);
      case Subject.Plain plain ->
          switch (plain) {
            case FORMAT -> isOnlyOurs(talk.matter(Matter.FORMAT), speaker);
            case PARTICIPANTS -> isOnlyOurs(talk.matter(Matter.PARTICIPANTS), speaker);
            case EXISTENCE, DATE -> false;
          };
    };
  }

  private static boolean isOnlyOurs(MatterState matter, DelegationId speaker) {
    return matter.inForce().isEmpty()
        && !matter.open().isEmpty()
        && matter.open().stream().allMatch(proposal -> proposal.proposer().equals(speaker));
  }
}
