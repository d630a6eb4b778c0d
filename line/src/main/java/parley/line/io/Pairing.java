package parley.line.io;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import parley.line.PairingRefused;
import parley.line.session.Frame;

/** Waits for what becomes of an invitation. */
final class Pairing {
  private final CompletableFuture<Optional<PairingRefused.Why>> outcome = new CompletableFuture<>();
  private int unreachable;

  /** A frame came over a connection that was dialled with the token. */
  void heard(Frame frame) {
    switch (frame) {
      case Frame.Hello hello -> outcome.complete(Optional.empty());
      case Frame.Bye(Frame.Farewell why) when why == Frame.Farewell.TOKEN_UNKNOWN ->
          outcome.complete(Optional.of(PairingRefused.Why.TOKEN_REFUSED));
      default -> {}
    }
  }

  /** One of so many addresses led nowhere. */
  void failed(PairingRefused.Why why, int addresses) {
    if (++unreachable >= addresses) {
      outcome.complete(Optional.of(why));
    }
  }

  void await(Duration patience) throws PairingRefused {
    Optional<PairingRefused.Why> why;
    try {
      why = outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      why = Optional.of(PairingRefused.Why.UNREACHABLE);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      why = Optional.of(PairingRefused.Why.UNREACHABLE);
    }
    if (why.isPresent()) {
      throw new PairingRefused(why.get());
    }
  }
}
