package org.karawatt.codes.internal.service;

import java.net.URL;
import java.util.List;
import java.util.Map;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.internal.calc.CodeFile;
import org.karawatt.codes.internal.calc.CodeMerge;
import org.karawatt.codes.internal.calc.CodeSnapshot;
import org.karawatt.codes.internal.store.CodeStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.extension.ContributedFile;
import org.karawatt.kernel.extension.ContributionHandler;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.EntityStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in the code files of bundles. All files of a bundle are read before anything is written, so that one bad file leaves the
 * tables as they were. Loading the same files again changes nothing. When a bundle goes, its codes stay: other rows refer to them.
 */
@Component
public final class CodesContributionHandler implements ContributionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(CodesContributionHandler.class);
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final UnitOfWork work;
    private final CodeStore store;
    private final CodeCache cache;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final Outbox outbox;

    @Activate
    public CodesContributionHandler(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EntityStore entities,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference CodeCache cache,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Outbox outbox) {
        this.work = work;
        this.store = new CodeStore(entities, bulk);
        this.cache = cache;
        this.numbering = numbering;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Override
    public String kind() {
        return "codes";
    }

    @Override
    public void add(String origin, List<URL> files) {
        List<CodeFile> parsed = files.stream().map(CodesContributionHandler::read).toList();
        try {
            work.required(() -> load(origin, parsed));
        } catch (DuplicateKeyException e) {
            LOG.debug("another server is loading the codes of {} too; once more", origin, e);
            work.required(() -> load(origin, parsed));
        }
    }

    @Override
    public void remove(String origin) {
        LOG.debug("the codes of {} stay: they are data", origin);
    }

    private void load(String origin, List<CodeFile> files) {
        CodeMerge merge = CodeMerge.of(origin, files, new CodeSnapshot(store.tables(), store.codes()));
        if (merge.isEmpty()) {
            return;
        }
        for (CodeFile table : merge.tables()) {
            store.insertTable(table.table(), table.nameZh(), table.nameEn(), table.source());
        }
        List<Code> inserts = merge.inserts();
        if (!inserts.isEmpty()) {
            store.insert(numbering.block(Numbering.ID, inserts.size()), inserts);
        }
        if (!merge.updates().isEmpty()) {
            store.update(merge.updates());
        }
        cache.changed();
        audit.record(CallContext.system(), "codes.loaded", "bundle", origin,
                inserts.size() + " added, " + merge.updates().size() + " changed");
        outbox.publish("karawatt/codes/table/loaded", origin,
                Map.of("origin", origin, "added", inserts.size(), "changed", merge.updates().size()));
        LOG.info("codes of {}: {} added, {} changed", origin, inserts.size(), merge.updates().size());
    }

    private static CodeFile read(URL url) {
        ContributedFile file = ContributedFile.read(url, MAX_BYTES, CodeFile::bad);
        return CodeFile.parse(file.name(), file.content());
    }
}
