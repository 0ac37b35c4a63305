package org.karawatt.metering.api;

/**
 * A group to be created, without members.
 *
 * @param pointNo point whose energy fed in is shared; in no other group
 * @param method FIXED or PROPORTIONAL
 */
public record SharingDraft(String groupNo, String name, String pointNo, String method) {
}
