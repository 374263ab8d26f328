package io.tinsmith.memory.tflm.internal;

/**
 * How an op allocates.
 *
 * @param options the struct that its options are copied to; empty: none
 * @param reference the struct of the reference kernel's data; empty: none
 * @param cmsisNn the struct of CMSIS-NN's data; empty: none
 * @param preparation what its kernel asks for when it is prepared
 */
record OpRule(String options, String reference, String cmsisNn, Preparation preparation) {
    /** The prepare function of a kernel. */
    interface Preparation {
        void run(NodeAllocations node);
    }

    /** A rule where both sets of kernels keep the same. */
    static OpRule same(String options, String data, Preparation preparation) {
        return new OpRule(options, data, data, preparation);
    }

    String data(boolean cmsis) {
        return cmsis ? cmsisNn : reference;
    }
}
