package parley.node.room.group;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Conducts the group of one room. One commit leads from each epoch to the next, durable before
 * anybody is told. Who wants in is added by a member, several at once; where no member does it she
 * commits from outside; where nobody has keys she makes the group. Whoever is asked and does not
 * answer is passed over. One thread.
 */
public final class Conductor implements GroupOrder {
  /** Who comes within it is added by one commit. Longer keeps the first one waiting. */
  static final Duration BATCH = Duration.ofMillis(100);

  /**
   * How long somebody who was asked may take before the next one is. A commit among 32 takes a slow
   * browser half of it.
   */
  static final Duration PATIENCE = Duration.ofMillis(1_500);

  /** After so many attempts in vain something else is tried. */
  private static final int MOST_TRIES = 3;

  private final GroupLog log;
  private final Later later;
  private final Seats seats = new Seats();
  private final Messages messages;
  private GroupLog.Standing now;
  private Allowance allowance;
  private boolean isBatchOpen;
  private boolean isRemovalWanted;

  /** Who was asked for a commit from this epoch. */
  private final Map<Page, Order> asked = new HashMap<>();

  /** Nobody is left to be asked in this epoch. */
  private boolean isExhausted;

  /** Whoever is not in this epoch by now will not be waited for. */
  private boolean isLate;

  /** Who was asked to come in from outside in this epoch. */
  private final Set<Seat> invited = new HashSet<>();

  private Optional<Errand> committing = Optional.empty();
  private Optional<Errand> entering = Optional.empty();
  private long turn;

  /** A conductor of the group as {@code log} has it. */
  public Conductor(GroupLog log, Later later) {
    this.log = log;
    this.later = later;
    this.messages = new Messages(log, seats);
    this.now = log.standing();
    this.allowance = new Allowance(log);
    enterEpoch();
  }

  @Override
  public void sit(Page page) {
    seats.sit(page);
  }

  @Override
  public void putOnRecord(Page page) {
    with(page, Seat::putOnRecord);
  }

  @Override
  public void lose(Page page) {
    seats
        .leave(page)
        .ifPresent(
            seat -> {
              asked.remove(page);
              committing = committing.filter(errand -> errand.seat() != seat);
              entering = entering.filter(errand -> errand.seat() != seat);
              proceed();
            });
  }

  @Override
  public void remove() {
    if (now.open().isPresent() && seats.hasHolders()) {
      isRemovalWanted = true;
      isExhausted = false;
      proceed();
    }
  }

  @Override
  public void end() {
    log.end();
    now = now.ended();
    allowance = new Allowance(log);
    enterEpoch();
    entering = Optional.empty();
    isRemovalWanted = false;
  }

  @Override
  public void hear(Page page, GroupRequest request) {
    with(
        page,
        seat -> {
          switch (request) {
            case GroupRequest.KeyPackage(String keyPackage) -> wish(seat, Optional.of(keyPackage));
            case GroupRequest.Lost lost -> wish(seat, Optional.empty());
            case GroupRequest.Resume resume -> resume(seat, resume);
            case GroupRequest.Create create -> create(seat, create);
            case GroupRequest.Commit commit -> commit(seat, commit);
            case GroupRequest.Reached reached -> reached(seat, reached);
            case GroupRequest.Message message -> {
              if (!messages.pass(now, allowance, seat, message)) {
                stale(seat);
              }
            }
          }
        });
  }

  private void wish(Seat seat, Optional<String> keyPackage) {
    committing = committing.filter(errand -> errand.seat() != seat);
    boolean isInVain = entering.filter(errand -> errand.seat() == seat).isPresent();
    int tries = seat.wish().map(Seat.Wish::tries).orElse(0);
    if (isInVain) {
      entering = Optional.empty();
      tries++;
    }
    if (!allowance.admitsCommits(seat.page().person())) {
      seat.forget(); // she has come in more often than anybody does
      return;
    }
    seat.wish(new Seat.Wish(keyPackage, false, tries));
    if (!isBatchOpen) {
      isBatchOpen = true;
      later.after(BATCH, this::closeBatch);
    }
  }

  private void closeBatch() {
    isBatchOpen = false;
    seats.changeWishes(Seat.Wish::ripe);
    proceed();
  }

  private void resume(Seat seat, GroupRequest.Resume resume) {
    boolean isHere =
        seat.isNew()
            && now.isOpen(resume.generation(), resume.group())
            && now.hasReached(resume.generation(), resume.epoch());
    if (isHere) {
      seat.stay(0, resume.epoch()); // since when she has keys, she knows alone
      log.since(resume.epoch()).forEach(seat.page()::tell);
    } else {
      wish(seat, Optional.empty());
    }
  }

  private void create(Seat seat, GroupRequest.Create create) {
    boolean isFirst =
        now.open().isEmpty() && create.generation() == now.generation() + 1 && log.create(create);
    if (!isFirst) {
      stale(seat);
      return;
    }
    seats.changeWishes(Seat.Wish::untried);
    now = GroupLog.Standing.of(create.generation(), create.group(), 0);
    enterEpoch();
    entering = Optional.empty();
    seat.stay(0, 0);
  }

  /** From a member, or from somebody outside who was asked to come in. */
  private void commit(Seat seat, GroupRequest.Commit commit) {
    boolean mayCommit = seat.stay().isPresent() || seat.isOnRecord() && invited.contains(seat);
    Order order = asked.getOrDefault(seat.page(), Order.NONE);
    List<String> takers = Allowance.takers(seat, order);
    boolean isNext =
        mayCommit
            && now.isOpen(commit.generation(), commit.group())
            && commit.epoch() == now.epoch()
            && (order != Order.NONE || allowance.admitsCommits(seat.page().person()))
            && log.commit(commit, takers);
    if (!isNext) {
      stale(seat);
      if (entering.filter(errand -> errand.seat() == seat).isPresent()) {
        entering = Optional.empty();
        seat.forget(); // she says anew what she wants
      }
      return;
    }
    long next = commit.epoch() + 1;
    allowance.take(takers, commit);
    now = GroupLog.Standing.of(now.generation(), commit.group(), next);
    boolean isFromOutside = seat.stay().isEmpty();
    if (isFromOutside) {
      seat.stay(next, -1);
    }
    seats.tell(
        each -> each == seat || each.holdsKeysOf(commit.epoch()),
        new GroupNotice.Commit(now.generation(), commit.group(), commit.epoch(), commit.commit()));
    welcome(commit, order.batch(), next);
    isRemovalWanted &= isFromOutside || order != Order.NONE && !order.isToRemove();
    entering = entering.filter(errand -> errand.seat().wish().isPresent());
    enterEpoch();
  }

  private void welcome(GroupRequest.Commit commit, Map<Seat, String> batch, long next) {
    batch.forEach(
        (seat, keyPackage) -> {
          boolean isStillWanted =
              seats.has(seat)
                  && seat.wish().flatMap(Seat.Wish::keyPackage).equals(Optional.of(keyPackage));
          if (!isStillWanted) {
            return;
          }
          if (commit.welcome().isEmpty()) {
            seat.wish().map(Seat.Wish::triedAgain).ifPresent(seat::wish);
          } else {
            seat.stay(next, -1);
            seat.page()
                .tell(
                    new GroupNotice.Welcome(
                        now.generation(), commit.group(), next, commit.welcome()));
          }
        });
  }

  private void reached(Seat seat, GroupRequest.Reached reached) {
    seat.stay()
        .filter(hers -> now.hasReached(reached.generation(), reached.epoch()))
        .filter(hers -> reached.epoch() > hers.reached())
        .ifPresent(hers -> seat.stay(hers.since(), reached.epoch()));
  }

  /** Sees to whoever waits, as far as nobody else is asked already. */
  private void proceed() {
    if (now.open().isPresent() && entering.isEmpty()) {
      giveUpWhatIsInVain();
    }
    if (now.open().isEmpty()) {
      openGroup();
      return;
    }
    askForCommit(now.open().get());
    if (entering.isEmpty()) {
      letInFromOutside(now.open().get());
    }
  }

  private void openGroup() {
    if (entering.isPresent()) {
      return;
    }
    seats
        .nextIn(wish -> true)
        .ifPresent(
            seat -> {
              seat.page().tell(new GroupNotice.OpenGroup(now.generation() + 1));
              entering = Optional.of(patiently(seat, this::inVain));
            });
  }

  private void askForCommit(GroupLog.Open open) {
    Map<Seat, String> batch =
        seats.batch(seat -> entering.filter(errand -> errand.seat() == seat).isEmpty(), MOST_TRIES);
    boolean isBusy =
        committing
            .map(errand -> asked.getOrDefault(errand.seat().page(), Order.NONE))
            .filter(order -> batch.isEmpty() || !order.batch().isEmpty())
            .isPresent();
    if (batch.isEmpty() && !isRemovalWanted || isBusy || isExhausted) {
      return;
    }
    Order wanted = new Order(batch, isRemovalWanted);
    Predicate<Seat> wasAsked = seat -> asked.getOrDefault(seat.page(), Order.NONE).covers(wanted);
    Optional<Seat> committer =
        seats
            .holders()
            .filter(seat -> seat.isIn(open.epoch()))
            .filter(wasAsked.negate())
            .findFirst();
    if (committer.isPresent()) {
      asked.put(committer.get().page(), wanted);
      committing = Optional.of(patiently(committer.get(), this::passOver));
      committer
          .get()
          .page()
          .tell(
              new GroupNotice.CommitWanted(
                  now.generation(), open.epoch(), List.copyOf(batch.values())));
    } else if (isLate || seats.holders().allMatch(wasAsked)) {
      isExhausted = !batch.isEmpty();
      isRemovalWanted = false;
    }
  }

  private void passOver(Errand errand) {
    committing = Optional.empty();
    proceed();
  }

  /** One after the other, since only one of several commits from an epoch can be the next. */
  private void letInFromOutside(GroupLog.Open open) {
    boolean canNobodyCommit = isExhausted || !seats.hasHolders();
    seats
        .nextIn(
            wish -> canNobodyCommit || wish.keyPackage().isEmpty() || wish.tries() >= MOST_TRIES)
        .ifPresent(
            seat -> {
              seat.page()
                  .tell(
                      new GroupNotice.Rejoin(
                          now.generation(), open.group(), open.epoch(), log.groupInfo()));
              invited.add(seat);
              entering = Optional.of(patiently(seat, this::inVain));
            });
  }

  private void inVain(Errand errand) {
    entering = Optional.empty();
    errand.seat().wish().map(Seat.Wish::triedAgain).ifPresent(errand.seat()::wish);
    proceed();
  }

  /**
   * A group that nobody here has keys of and that lets nobody in is given up for a new one; where
   * others have keys she is, until she asks again.
   */
  private void giveUpWhatIsInVain() {
    boolean hasHolders = seats.hasHolders();
    int most = hasHolders ? 2 * MOST_TRIES : MOST_TRIES;
    List<Seat> inVain = seats.inVain(most);
    if (hasHolders) {
      inVain.forEach(Seat::forget);
    } else if (!inVain.isEmpty()) {
      end();
    }
  }

  private Errand patiently(Seat seat, Consumer<Errand> otherwise) {
    Errand errand = new Errand(seat);
    later.after(
        PATIENCE,
        () -> {
          if (Stream.concat(committing.stream(), entering.stream()).anyMatch(e -> e == errand)) {
            otherwise.accept(errand);
          }
        });
    return errand;
  }

  private void enterEpoch() {
    committing = Optional.empty();
    asked.clear();
    invited.clear();
    isExhausted = false;
    isLate = false;
    long entered = ++turn;
    later.after(
        PATIENCE,
        () -> {
          if (turn == entered) {
            isLate = true;
            proceed();
          }
        });
  }

  /** Whether she has keys of this epoch, as far as the order knows. */
  @Override
  public boolean hasKeys(Page page, long epoch) {
    return seats.of(page).filter(seat -> seat.holdsKeysOf(epoch)).isPresent();
  }

  private void stale(Seat seat) {
    seat.page().tell(new GroupNotice.Stale(now.generation(), now.epoch()));
  }

  private void with(Page page, Consumer<Seat> work) {
    seats
        .of(page)
        .ifPresent(
            seat -> {
              work.accept(seat);
              proceed();
            });
  }
}
