package org.karawatt.asset.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/** The instrument inventory. Reading needs {@code asset.read}, writing {@code asset.write}. Thread-safe. */
@ProviderType
public interface AssetService {

    /** Assets of the caller's offices whose number or serial number begins with the text (null: all), by number. */
    Page<Asset> find(CallContext context, String text, String kind, String status, PageRequest page);

    /** The asset with this number; unknown or another office's is NOT_FOUND. */
    Asset asset(CallContext context, String assetNo);

    Asset takeIn(CallContext context, AssetDraft draft);

    /** Moves an asset to another status along the allowed life cycle; anything else is a CONFLICT. */
    Asset changeStatus(CallContext context, String assetNo, int version, String status, String note);

    /** Takes in assets in bulk inside the current unit of work, already INSTALLED; at most 5,000. Returns ids in order. */
    List<Long> load(CallContext context, List<AssetDraft> batch);
}
