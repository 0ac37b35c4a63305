package org.karawatt.notice.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.karawatt.customer.api.Contact;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.internal.calc.ChannelSetting;
import org.karawatt.notice.internal.calc.Masked;
import org.karawatt.notice.internal.calc.Pauses;
import org.karawatt.notice.internal.calc.RateLimit;
import org.karawatt.notice.internal.config.NoticeConfig;
import org.karawatt.notice.internal.store.MessageStore;
import org.karawatt.notice.spi.Delivery;
import org.karawatt.notice.spi.NoticeChannel;
import org.karawatt.notice.spi.OutgoingNotice;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands stored notices to their channels, outside any unit of work, and records what became of them. Everything it looks at is in the
 * database: what waited while the server or a channel was away goes out at the first look. A notice that was handed over when the server was
 * killed is handed over again under the same message id. Each channel has threads of its own, so that a slow one holds up no other. Several
 * servers may send at once.
 */
@Component(service = NoticeSender.class, immediate = true, configurationPid = NoticeConfig.PID)
public final class NoticeSender {

    private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);
    private static final int AT_ONCE = 100;
    private static final int MOST_DETAIL = 400;
    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final long STOP_SECONDS = 15;

    private final UnitOfWork work;
    private final MessageStore messages;
    private final CustomerService customers;
    private final BusinessClock clock;
    private final List<ChannelSetting> settings;
    private final Pauses pauses;
    private final Map<String, Lane> lanes = new HashMap<>();
    private final Map<String, NoticeChannel> channels = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;

    /** What one channel works with. */
    private static final class Lane {
        private final ChannelSetting setting;
        private final RateLimit limit;
        private final ExecutorService looker;
        private final ExecutorService hands;
        private final AtomicBoolean asked = new AtomicBoolean();

        private Lane(ChannelSetting setting, int threads) {
            this.setting = setting;
            this.limit = new RateLimit(setting.perMinute());
            this.looker = pool(setting.name(), 1);
            this.hands = pool(setting.name() + "-hand", threads);
        }

        private static ExecutorService pool(String name, int threads) {
            return Executors.newFixedThreadPool(threads, task -> {
                Thread thread = new Thread(task, "karawatt-notice-" + name);
                thread.setDaemon(true);
                return thread;
            });
        }
    }

    @Activate
    public NoticeSender(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers, @Reference BusinessClock clock,
            NoticeConfig config) {
        this.work = work;
        this.messages = new MessageStore(bulk);
        this.customers = customers;
        this.clock = clock;
        this.settings = ChannelSetting.read(config.channels());
        this.pauses = new Pauses(within(config.tries(), 1, 20), Duration.ofSeconds(within(config.first_pause_seconds(), 1, 86_400)),
                Duration.ofSeconds(within(config.longest_pause_seconds(), 1, 604_800)));
        int threads = within(config.threads(), 1, 32);
        settings.forEach(setting -> lanes.put(setting.name(), new Lane(setting, threads)));
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "karawatt-notice-watch");
            thread.setDaemon(true);
            return thread;
        });
        int seconds = within(config.watch_seconds(), 1, 600);
        timer.scheduleWithFixedDelay(this::wake, seconds, seconds, TimeUnit.SECONDS);
    }

    private static int within(int value, int least, int most) {
        return Math.max(least, Math.min(most, value));
    }

    @Deactivate
    void close() throws InterruptedException {
        // never interrupted: Derby closes its files when a thread is interrupted inside it
        timer.shutdown();
        lanes.values().forEach(lane -> lane.looker.shutdown());
        for (Lane lane : lanes.values()) {
            lane.looker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            lane.hands.shutdown();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindChannel(NoticeChannel channel) {
        channels.put(channel.name(), channel);
        wake();
    }

    void unbindChannel(NoticeChannel channel) {
        channels.remove(channel.name(), channel);
    }

    List<ChannelSetting> settings() {
        return settings;
    }

    boolean isPresent(String channel) {
        return channels.containsKey(channel);
    }

    /** Has every channel look soon; several requests before it does are one. */
    void wake() {
        lanes.values().forEach(this::ask);
    }

    private void ask(Lane lane) {
        if (channels.containsKey(lane.setting.name()) && lane.asked.compareAndSet(false, true)) {
            try {
                lane.looker.execute(() -> {
                    lane.asked.set(false);
                    quietly(lane);
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("notices of {} wait for the next start", lane.setting.name(), e);
            }
        }
    }

    private void quietly(Lane lane) {
        try {
            while (look(lane.setting.name()) > 0) {
                LOG.debug("sent notices by {}", lane.setting.name());
            }
        } catch (RuntimeException e) {
            LOG.warn("could not send notices by {}; trying again", lane.setting.name(), e);
        }
    }

    /** One look of a channel; returns how many notices were tried. */
    int look(String name) {
        Lane lane = lanes.get(name);
        NoticeChannel channel = channels.get(name);
        if (lane == null || channel == null) {
            return 0;
        }
        Instant now = clock.now();
        int most = lane.limit.take(now, AT_ONCE);
        if (most == 0) {
            return 0;
        }
        List<MessageStore.Due> due;
        try {
            due = work.required(() -> {
                messages.giveBack(name, now, pauses.tries());
                return messages.claim(name, now, now.plus(LEASE), most);
            });
        } catch (RuntimeException e) {
            lane.limit.giveBack(most);
            throw e;
        }
        lane.limit.giveBack(most - due.size());
        if (due.isEmpty()) {
            return 0;
        }
        Map<Long, Contact> contacts = customers.contacts(due.stream().map(MessageStore.Due::accountId).distinct().toList());
        List<Future<?>> tries = new ArrayList<>();
        for (MessageStore.Due each : due) {
            tries.add(lane.hands.submit(() -> deliver(lane.setting, channel, each, contacts.get(each.accountId()))));
        }
        tries.forEach(NoticeSender::await);
        return due.size();
    }

    private static void await(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException e) {
            LOG.warn("what became of a notice could not be recorded; it is tried again later", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(ChannelSetting setting, NoticeChannel channel, MessageStore.Due due, Contact contact) {
        String address = contact == null ? null : setting.address().of(contact);
        if (address == null) {
            work.required(() -> messages.tried(due, clock.now(), Delivery.Outcome.REFUSED.name(), null, null, "no address",
                    NoticeStatus.UNREACHABLE, clock.now()));
            return;
        }
        // it may have waited long behind slow ones, and another server may have taken it over meanwhile
        if (!work.required(() -> messages.renew(due, clock.now().plus(LEASE)))) {
            return;
        }
        Delivery delivery = attempt(channel, due, address);
        Instant now = clock.now();
        boolean again = delivery.outcome() == Delivery.Outcome.RETRY && pauses.goesOn(due.attempts());
        NoticeStatus status = delivery.outcome() == Delivery.Outcome.SENT ? NoticeStatus.SENT : again ? NoticeStatus.WAITING : NoticeStatus.FAILED;
        work.required(() -> messages.tried(due, now, delivery.outcome().name(), Masked.address(address), cut(delivery.reference(), 200),
                cut(delivery.detail(), MOST_DETAIL), status, again ? now.plus(pauses.after(due.attempts())) : now));
    }

    private Delivery attempt(NoticeChannel channel, MessageStore.Due due, String address) {
        try {
            return channel.deliver(new OutgoingNotice(messageId(due.id()), due.kind(), address, due.language(), due.subject(), due.text(),
                    due.html(), work.readOnly(() -> messages.attachments(due.id())), due.createdAt()));
        } catch (RuntimeException e) {
            LOG.warn("channel {} failed on notice {}", due.channel(), due.id(), e);
            return Delivery.retry(e.getClass().getSimpleName());
        }
    }

    /** The name of a notice towards its channel. */
    static String messageId(long id) {
        return "kw-" + id;
    }

    /** The notice of a name; empty for what is none. */
    static Optional<Long> idOf(String messageId) {
        return messageId != null && messageId.matches("kw-[1-9]\\d{0,17}") ? Optional.of(Long.valueOf(messageId.substring(3)))
                : Optional.empty();
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
