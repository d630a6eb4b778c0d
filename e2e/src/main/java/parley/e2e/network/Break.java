package parley.e2e.network;

import java.time.Duration;
import parley.e2e.Demo;

/** What can go wrong between two houses, always at Sudria's end or on the way to it. */
public enum Break {
  /** The node is killed, and started again. */
  KILL {
    @Override
    void begin(Demo demo, Between between) {
      demo.node(Demo.SUDRIA).kill();
    }

    @Override
    void end(Demo demo, Between between) {
      demo.restart(Demo.SUDRIA);
    }
  },
  /** The node stands still, and goes on. */
  STOP {
    @Override
    void begin(Demo demo, Between between) {
      demo.node(Demo.SUDRIA).signal("STOP");
    }

    @Override
    void end(Demo demo, Between between) {
      demo.node(Demo.SUDRIA).signal("CONT");
    }
  },
  /** Nothing passes. */
  CUT {
    @Override
    void begin(Demo demo, Between between) {
      between.cut();
    }

    @Override
    void end(Demo demo, Between between) {
      between.resume();
    }
  },
  /** Nothing passes from Norland to Sudria. */
  ONE_WAY {
    @Override
    void begin(Demo demo, Between between) {
      between.cutOneWay();
    }

    @Override
    void end(Demo demo, Between between) {
      between.resume();
    }
  },
  /** Norland's node has another address, and nobody was told. */
  MOVED {
    @Override
    void begin(Demo demo, Between between) {}

    @Override
    void end(Demo demo, Between between) {
      between.moveOne();
    }
  };

  abstract void begin(Demo demo, Between between);

  abstract void end(Demo demo, Between between);

  /** Lets it happen; {@code meanwhile} runs until its time is over. */
  public void happen(Demo demo, Between between, Duration lasting, Runnable meanwhile) {
    long end = System.nanoTime() + lasting.toNanos();
    begin(demo, between);
    meanwhile.run();
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end(demo, between);
  }
}
