package org.mainspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.concurrent.ContextScheduler;
import org.mainspring.mainloop.concurrent.LoopFutures;
import org.mainspring.mainloop.concurrent.Mailbox;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.task.IOTask;

/**
 * The code that the pages show of more than one thread, and of what is used there, between {@code // snippet: NAME} and
 * {@code // end}.
 *
 * <p>{@link ReadmeTest} holds the pages to it.
 */
class ThreadSnippetsTest {
    @Nested
    class GivenANameThatTakesTimeToLookUp {
        private final MainContext context = new MainContext();
        private final MainLoop loop = new MainLoop(context);
        private final List<String> log = new ArrayList<>();

        @Test
        void whenAWorkerLooksItUp_thenTheLoopIsToldOnItsOwnThread() {
            // snippet: worker-task
            IOTask<String, InetAddress> task = IOTask.of("localhost", t -> found(t.source(), t.getOrThrow()));
            task.runInThread(t -> t.setResult(InetAddress.getByName(t.source())), context);
            // end
            loop.run();
            context.close();

            assertThat(log)
                    .containsExactly("localhost", "true", Thread.currentThread().getName());
        }

        private void found(String name, InetAddress address) {
            log.add(name);
            log.add(String.valueOf(address.isLoopbackAddress()));
            log.add(Thread.currentThread().getName());
            loop.quit();
        }
    }

    @Nested
    class GivenMessagesOfOtherThreads {
        private final MainContext context = new MainContext();
        private final MainLoop loop = new MainLoop(context);
        private final List<String> log = new ArrayList<>();

        @Test
        void whenAThreadPosts_thenTheOwnerReceivesThemInOrder() throws InterruptedException {
            // snippet: mailbox
            Mailbox<String> mailbox = new Mailbox<>(context, Priority.DEFAULT, "letters", this::read);

            Thread other = new Thread(() -> {
                mailbox.post("one");
                mailbox.post("two");
            });
            other.start();
            // end
            loop.run();
            other.join();
            context.close();

            String here = Thread.currentThread().getName();
            assertThat(log).containsExactly("one " + here, "two " + here);
        }

        private void read(String letter) {
            log.add(letter + " " + Thread.currentThread().getName());
            if (log.size() == 2) {
                loop.quit();
            }
        }
    }

    @Nested
    class GivenCodeThatTakesFutures {
        private final MainContext context = new MainContext();
        private final MainLoop loop = new MainLoop(context);
        private final List<String> log = new ArrayList<>();

        @Test
        void whenAWorkerLooksItUp_thenTheLoopIsToldOnItsOwnThread() {
            ExecutorService workers = Executors.newCachedThreadPool();
            // snippet: loop-future
            LoopFutures.of(context)
                    .supplyAsync(() -> lookUp("localhost"), workers)
                    .orTimeout(5, TimeUnit.SECONDS)
                    .thenAccept(this::found);
            // end
            loop.run();
            context.close();
            workers.shutdown();

            assertThat(log).containsExactly("true", Thread.currentThread().getName());
        }

        private InetAddress lookUp(String name) {
            try {
                return InetAddress.getByName(name);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        private void found(InetAddress address) {
            log.add(String.valueOf(address.isLoopbackAddress()));
            log.add(Thread.currentThread().getName());
            loop.quit();
        }
    }

    @Nested
    class GivenCodeThatTakesASchedulerInVirtualTime {
        private final LoopDriver loop = LoopDriver.virtual();
        private final MainContext context = loop.context();

        @Test
        void whenTheWatchdogIsCancelled_thenItLooksNoMore() {
            // snippet: scheduler
            ScheduledExecutorService scheduler = new ContextScheduler(context);
            ScheduledFuture<?> watchdog = scheduler.scheduleAtFixedRate(this::lookAfter, 10, 10, TimeUnit.SECONDS);
            scheduler.schedule(() -> watchdog.cancel(false), 1, TimeUnit.MINUTES);
            // end
            loop.advance(Duration.ofMinutes(2));

            assertThat(watchdog.isCancelled()).isTrue();
            assertThat(loop.log()).hasSize(6).containsOnly("looked");
        }

        private void lookAfter() {
            loop.note("looked");
        }
    }

    @Nested
    class GivenAThreadWithALoop {
        private final CountDownLatch accepted = new CountDownLatch(1);
        private int port;

        @Test
        void whenSomebodyConnects_thenItAccepts() throws Exception {
            try (ServerSocketChannel server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                server.configureBlocking(false);
                port = server.socket().getLocalPort();
                // snippet: loop-thread
                try (LoopThread thread = LoopThread.start("io")) {
                    thread.context().watchAdd(server, IOCondition.IN, this::accept);
                    connect();
                }
                // end
            }

            assertThat(accepted.getCount()).isZero();
        }

        private boolean accept(ServerSocketChannel server, IOCondition condition) throws IOException {
            server.accept().close();
            accepted.countDown();
            return Source.REMOVE;
        }

        private void connect() throws Exception {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            accepted.await();
        }
    }

    @Nested
    class GivenALoopWithAProcessorForItself {
        @Test
        void whenItMaySpin_thenItStillSleepsUntilItsTimerIsDue() {
            MainContext context = new MainContext();
            MainLoop loop = new MainLoop(context);
            context.timeoutAddOnce(Duration.ofMillis(1), loop::quit);

            // snippet: spinning
            context.setPollParameters(32_768, 2, 2);
            // end
            loop.run();

            assertThat(context.pollMaxNanos()).isEqualTo(32_768);
            context.close();
        }
    }
}
