package dev.e2ei.tests.enrollment;

import dev.e2ei.testkit.WireStack;
import dev.e2ei.testkit.fault.Fault;
import java.util.List;
import java.util.function.Consumer;

/**
 * One case of a table.
 *
 * @param name what happens
 * @param script makes it happen
 * @param ending how the enrollment ends
 */
record Script(String name, Consumer<WireStack> script, Ending ending) {
    static Script of(String name, Ending ending, Fault... faults) {
        return new Script(name, stack -> List.of(faults).forEach(stack.faults()::add), ending);
    }

    @Override
    public String toString() {
        return name;
    }
}
