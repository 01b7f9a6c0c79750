// What the box is called, and what it says of itself.

export const boxName = "overlay-conformance/bookworm";

export const diskGibibytes = 4;

/** Loaded before the project's own: the kernel is started by QEMU itself, so the disk needs no boot loader. */
export const boxVagrantfile = `Vagrant.configure("2") do |config|
  config.vm.provider "libvirt" do |libvirt|
    libvirt.kernel = File.expand_path("vmlinuz", __dir__)
    libvirt.initrd = File.expand_path("initrd.img", __dir__)
    libvirt.cmd_line = "root=LABEL=root rw console=ttyS0 net.ifnames=0 quiet mitigations=off no_timer_check tsc=reliable"
  end
end
`;
