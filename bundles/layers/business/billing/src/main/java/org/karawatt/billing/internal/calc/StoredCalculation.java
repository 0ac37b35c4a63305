package org.karawatt.billing.internal.calc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingCodec;
import org.karawatt.rating.RatingRecord;

/**
 * What is kept with a bill: one byte for the form, two for the number of rated lines, then the deflated rating record, whose lines
 * are the rated ones followed by the contributed ones.
 *
 * @param record inputs, lines and trace
 * @param ratedLines how many of the lines came from rating
 */
public record StoredCalculation(RatingRecord record, int ratedLines) {

    private static final int FORM = 1;
    /** A record of some kilobytes; more means damage. */
    private static final int MAX_BYTES = 16 << 20;

    /** The calculation as it is stored. */
    public static byte[] write(CalculatedBill bill) {
        RatedBill rated = bill.rated();
        if (!bill.contributed().isEmpty()) {
            List<RatedLine> lines = new ArrayList<>(rated.lines());
            lines.addAll(bill.contributed());
            rated = new RatedBill(rated.accountNo(), rated.billingMonth(), rated.tariff(), rated.currency(), lines, bill.amount(),
                    rated.energyKwh(), rated.powerFactor(), rated.tiers(), rated.trace());
        }
        int lines = bill.rated().lines().size();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        bytes.write(FORM);
        bytes.write(lines >> 8);
        bytes.write(lines);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(RatingCodec.write(new RatingRecord(bill.input(), rated)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalStateException when the bytes are not such a record */
    public static StoredCalculation read(byte[] stored) {
        if (stored.length < 3 || stored[0] != FORM) {
            throw new IllegalStateException("not a stored calculation");
        }
        Inflater inflater = new Inflater(true);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(stored, 3, stored.length - 3), inflater)) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            return new StoredCalculation(RatingCodec.read(bytes), (stored[1] & 0xff) << 8 | stored[2] & 0xff);
        } catch (IOException e) {
            throw new IllegalStateException("a stored calculation is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
