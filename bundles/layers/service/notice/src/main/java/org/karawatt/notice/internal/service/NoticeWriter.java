package org.karawatt.notice.internal.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.karawatt.customer.api.Contact;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.api.NoticeTemplate;
import org.karawatt.notice.api.NoticeText;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.notice.internal.calc.ChannelChoice;
import org.karawatt.notice.internal.calc.ChannelSetting;
import org.karawatt.notice.internal.calc.Rendering;
import org.karawatt.notice.internal.calc.TemplateFile;
import org.karawatt.notice.internal.calc.Words;
import org.karawatt.notice.internal.store.MessageStore;
import org.karawatt.notice.internal.store.PreferenceStore;
import org.karawatt.persistence.store.BulkStore;

/** Makes notices of a template and customers: chooses channels, writes the text. Works inside the current unit of work. */
final class NoticeWriter {

    /** Channel of a notice that there is no channel for. */
    static final String NONE = "-";

    private final Map<String, ChannelSetting> channels = new HashMap<>();
    private final PreferenceStore preferences;
    private final Numbering numbering;
    private final BusinessClock clock;

    NoticeWriter(BulkStore bulk, Numbering numbering, BusinessClock clock, List<ChannelSetting> settings) {
        settings.forEach(each -> channels.put(each.name(), each));
        this.preferences = new PreferenceStore(bulk, numbering);
        this.numbering = numbering;
        this.clock = clock;
    }

    /** A customer, the language of his notice and what it says by which channels. */
    record Written(Contact contact, ChannelChoice.Choice choice, NoticeText text) {
    }

    /** What all customers of one template get. {@code arrears} may lack accounts or hold nulls. */
    List<Written> write(NoticeTemplate template, Collection<Contact> contacts, Map<String, String> values, Map<Long, BigDecimal> arrears) {
        TemplateDraft content = template.content();
        Map<Long, Map<String, Boolean>> wanted = preferences.inForce(contacts.stream().map(Contact::customerId).toList(), content.code(),
                clock.today());
        List<Written> written = new ArrayList<>(contacts.size());
        for (Contact contact : contacts) {
            ChannelChoice.Choice choice = ChannelChoice.choose(content.basis(), content.channels(),
                    wanted.getOrDefault(contact.customerId(), Map.of()), channel -> isReachable(channel, contact));
            Map<String, String> all = new HashMap<>(Map.of("customerName", Words.oneLine(contact.name()), "accountNo", contact.accountNo(), "address",
                    Words.oneLine(contact.address())));
            BigDecimal owed = arrears.get(contact.accountId());
            if (owed != null) {
                all.put("arrears", owed.toPlainString());
            }
            all.putAll(values);
            written.add(new Written(contact, choice, Rendering.render(content, contact.language(), all)));
        }
        return written;
    }

    private boolean isReachable(String channel, Contact contact) {
        ChannelSetting setting = channels.get(channel);
        return setting != null && setting.address().of(contact) != null;
    }

    /**
     * The rows of what was written.
     *
     * @param key start of the key of an account that keeps the notice from being stored twice
     */
    List<MessageStore.Draft> drafts(NoticeTemplate template, List<Written> written, Long batchId, String user, Function<Contact, String> key) {
        List<MessageStore.Draft> drafts = new ArrayList<>();
        for (Written each : written) {
            List<String> by = each.choice().channels().isEmpty() ? List.of(NONE) : each.choice().channels();
            for (String channel : by) {
                NoticeText text = each.text();
                drafts.add(new MessageStore.Draft(numbering.nextId(), key.apply(each.contact()) + channel, batchId, template.id(),
                        template.content().code(), each.contact().accountId(), each.contact().officeId(), channel, each.contact().language(),
                        text.subject(), text.text(), text.html(), hash(text), each.choice().otherwise(), clock.now(), user));
            }
        }
        return drafts;
    }

    static String hash(NoticeText text) {
        return TemplateFile.hash(text.subject() + "\n" + text.text() + "\n" + (text.html() == null ? "" : text.html()));
    }
}
