/*
 * The serial protocol of MLPerf Tiny (EEMBC ULPMark), with the commands "tns ..." of our own. A command ends in '%';
 * each is answered by lines that end in CR LF, the last of them "m-ready".
 */
#ifndef TNS_PROTOCOL_H
#define TNS_PROTOCOL_H

/* Greets. */
void tns_protocol_start(void);

/* Takes what has come over the port, if anything, and answers. Call it for ever. */
void tns_protocol_poll(void);

#endif
