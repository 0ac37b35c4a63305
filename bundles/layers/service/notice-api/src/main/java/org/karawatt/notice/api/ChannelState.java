package org.karawatt.notice.api;

/**
 * A channel that is configured.
 *
 * @param address EMAIL, PHONE or CUSTOMER: what of the customer it needs
 * @param present whether the bundle that carries it is there; notices wait for it otherwise
 * @param perMinute most notices a minute
 */
public record ChannelState(String name, String address, boolean present, int perMinute, long waiting, long failed) {
}
