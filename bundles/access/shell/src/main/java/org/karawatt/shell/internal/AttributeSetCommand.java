package org.karawatt.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.work.ExtensionAttributes;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.security.api.Permissions;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Sets or removes an extension attribute of a record. */
@Service
@Command(scope = "karawatt", name = "attribute-set", description = "Sets an extension attribute of a record; without a value it is removed")
public class AttributeSetCommand extends KarawattCommand {

    private record Row(String name, Object value) {
    }

    @Argument(index = 0, name = "kind", required = true, description = "Kind of record such as customer.account")
    String kind;

    @Argument(index = 1, name = "id", required = true, description = "Id of the record")
    long id;

    @Argument(index = 2, name = "name", required = true, description = "Name of the attribute")
    String name;

    @Argument(index = 3, name = "value", description = "Value; none removes the attribute")
    String value;

    @Option(name = "--type", aliases = "-t", description = "text, number or date")
    String type = "text";

    @Option(name = "--reason", aliases = "-r", description = "Why, for the history")
    String reason;

    @Override
    protected void run() {
        CallContext caller = caller().withReason(reason);
        caller.require(Permissions.SYSTEM_ADMIN);
        ExtensionAttributes attributes = service(ExtensionAttributes.class);
        Object typed = value == null ? null : typed(type, value);
        service(UnitOfWork.class).required(() -> attributes.set(caller, kind, id, name, typed));
        show(List.of(new Row(name, typed)), new Table<Row>().column("Name", Row::name).column("Value", Row::value));
    }

    private static Object typed(String type, String text) {
        return switch (type) {
            case "text" -> text;
            case "number" -> number(text);
            case "date" -> date(text);
            default -> throw KarawattException.invalid(KernelErrors.UNKNOWN_CODE, "--type", type);
        };
    }
}
